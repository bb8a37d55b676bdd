"""5. What changed goes back to the people who spoke.

tell_backs  heard → talked → trying → changed / stopped / "not that way, but…"
published   what the public page and a receipt may show of it
"""
