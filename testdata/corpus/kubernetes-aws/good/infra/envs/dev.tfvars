environment  = "dev"
cluster_name = "shop-dev"
