auto_auth {
  method "aws" {
    config = {
      type = "iam"
      role = "planner"
    }
  }

  sink "file" {
    config = {
      path = "/run/shared/vault-token"
      mode = 0644
    }
  }
}
