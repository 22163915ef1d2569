module "triage" {
  source = "./modules/login"
  name   = "triage-agent"
}

module "refund" {
  source = "./modules/login"
  name   = "refund-agent"
  ttl    = null
}

module "report" {
  source = "./modules/login"
  name   = "report-agent"
  ttl    = 900
}
