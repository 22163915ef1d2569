environment  = "prod"
cluster_name = "shop-prod"
