max_ttl = 7200
