ttl = 900
