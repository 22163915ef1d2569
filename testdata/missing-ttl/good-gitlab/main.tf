terraform {
  required_providers {
    gitlab = {
      source  = "gitlabhq/gitlab"
      version = ">= 15.0"
    }
  }
}

# The version that runs may be one that asks for a date.
resource "gitlab_group_access_token" "release" {
  group  = "acme"
  name   = "release-agent"
  scopes = ["read_api"]
}
