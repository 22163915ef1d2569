ttl     = 3600
max_ttl = 604800 # the batch runs for a week
