module "a" {
  source = "./a"
  name   = "planner"
}

module "self" {
  source = "./"
}

locals {
  first  = local.second
  second = local.first
}

resource "aws_iam_role" "r" {
  name               = sha3(local.first)
  assume_role_policy = file("../../etc/passwd")
}
