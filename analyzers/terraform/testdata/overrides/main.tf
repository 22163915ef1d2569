variable "ttl" {
  default = 60
}

resource "vault_approle_auth_backend_role" "a" {
  role_name = "a"
  token_ttl = var.ttl
}

resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = "{}"
  inline_policy {
    name   = "first"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
  }
}

moved {
  from = aws_iam_role.old
  to   = aws_iam_role.r
}

import {
  to = aws_iam_role.r
  id = "r"
}
