# dev.tfvars and prod.tfvars beside it, staging below envs, what is common in
# common.tfvars.
variable "ttl" {
  default = 0
}

variable "max_ttl" {
  default = 0
}

variable "actions" {
  type = list(string)
}

variable "break_glass" {
  default = false
}

resource "vault_kubernetes_auth_backend_role" "triage" {
  role_name     = "triage"
  token_ttl     = var.ttl
  token_max_ttl = var.max_ttl
}

resource "aws_iam_user_policy" "triage" {
  user = "triage"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }]
  })
}

resource "aws_iam_access_key" "break_glass" {
  count = var.break_glass ? 1 : 0
  user  = "triage"
}
