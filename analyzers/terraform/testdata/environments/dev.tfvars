ttl     = 3600
actions = ["s3:*"]
