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

# A role of each environment, of which two take the name that the third has by
# default.
variable "suffix" {
  default = "dev"
}

resource "aws_iam_role" "triage" {
  name = "triage-${var.suffix}"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "triage" {
  role = aws_iam_role.triage.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }]
  })
}
