variable "name" {
  type = string
}

variable "actions" {
  type = list(string)
}

resource "aws_iam_role_policy" "data" {
  name = "data"
  role = var.name
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = var.actions
      Resource = "arn:aws:s3:::acme-${var.name}/*"
    }]
  })
}
