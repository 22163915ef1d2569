variable "ttl" {
  default = 1209600
}

resource "aws_iam_role" "r" {
  inline_policy {
    name   = "second"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::acme/*" }] })
  }
}
