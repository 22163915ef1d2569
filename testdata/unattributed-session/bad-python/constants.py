SESSION_ID = "calendar"
