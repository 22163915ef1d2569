ttl         = 1209600
actions     = ["s3:*"]
break_glass = true
suffix      = "prod"
