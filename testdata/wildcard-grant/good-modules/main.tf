module "ingest" {
  source  = "./modules/worker"
  name    = "ingest"
  actions = ["s3:GetObject"]
}

module "other" {
  source  = "./modules/worker"
  name    = "other"
  actions = var.actions
}

variable "actions" {
  type = list(string)
}
