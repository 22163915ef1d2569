variable "name" {}

module "b" {
  source = "../b"
  name   = var.name
}

resource "aws_iam_access_key" "k" {
  user = var.name
}
