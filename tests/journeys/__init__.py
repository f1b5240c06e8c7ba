"""Stories of people who look for help, told in Chromium step by step."""
