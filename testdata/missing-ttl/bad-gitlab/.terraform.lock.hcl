provider "registry.terraform.io/gitlabhq/gitlab" {
  version     = "15.11.0"
  constraints = ">= 15.0.0"
}
