module "ingest" {
  source = "./modules/worker"
  name   = "ingest"
}

module "teams" {
  source   = "./modules/worker"
  for_each = toset(["billing", "catalog", "orders", "returns", "search", "stock", "support"])
  name     = each.key
}

module "search" {
  source  = "./modules/worker"
  name    = "reindex"
  actions = ["es:*"]
}
