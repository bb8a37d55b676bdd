"""What we can show to somebody who asks whether this is safe: hazards and their controls, the fields we hold.

The pages that are made of it are at `/admin/…/assurance`.
"""
