variable "hours" {
  type = number
}

variable "agents" {
  type = map(object({ ttl = number }))
}

module "triage" {
  source = "./modules/login"
  name   = "triage-agent"
  ttl    = 900
}

# Not known here, so nothing is said of them.
module "refund" {
  source = "./modules/login"
  name   = "refund-agent"
  ttl    = var.hours * 3600
}

module "others" {
  source   = "./modules/login"
  for_each = var.agents
  name     = each.key
  ttl      = each.value.ttl
}
