auto_auth {
  method "aws" {
    config = {
      type = "iam"
      role = "planner"
    }
  }

  sink "file" {
    config = {
      path = "/run/planner/vault-token"
      mode = 0640
    }
  }

  # For one reader, who unwraps it.
  sink "file" {
    wrap_ttl = "5m"
    config = {
      path = "/run/shared/wrapped"
      mode = 0644
    }
  }
}
