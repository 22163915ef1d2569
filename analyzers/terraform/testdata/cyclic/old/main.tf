# Terraform 0.11.
resource "aws_iam_access_key" "k" {
  count = "${length(split(",", var.users))}"
  user  = "${element(split(",", var.users), count.index)}"
}

variable "users" {
  type    = "string"
  default = "planner,executor"
}

data "template_file" "t" {
  template = "${file("missing.tpl")}"

  vars {
    a = "${var.users}"
  }
}

resource "vault_policy" "p" {
  name   = "p"
  policy = "${join(",", list("a", "b"))}"
}
