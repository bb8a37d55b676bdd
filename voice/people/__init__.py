"""Who may do what: sign-in, hats, invites, sessions, audit. Young people have none of these."""
