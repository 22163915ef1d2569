terraform {
  required_providers {
    gitlab = {
      source  = "gitlabhq/gitlab"
      version = ">= 15.0"
    }
  }
}

# The lock file says 15.11: with it, and with the GitLab of its time, a token
# without a date has no end.
resource "gitlab_group_access_token" "release" {
  group  = "acme"
  name   = "release-agent"
  scopes = ["read_api"]
}
