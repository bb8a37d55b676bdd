"""What every face uses: showing a page, reading a form, the guards, signing in."""
