variable "role_name" {
  type = string
}

resource "aws_iam_role_policy" "data" {
  name   = "data"
  role   = var.role_name
  policy = file("${path.module}/policy.json")
}
