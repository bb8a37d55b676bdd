"""listen   a young person, a parent or a drop-in worker says something
protect  nothing is kept before it has been through here
theme    what are people saying? a person always wins
talk     doing with: prompts, conversations, small things tried
tell     what changed goes back to the people who spoke"""

__version__ = "0.1.0"
