"""1. Someone says something.

`receive` is the ONE way in for every face: phone, kiosk, staff, paper and import.
"""
