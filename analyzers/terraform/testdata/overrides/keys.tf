resource "aws_iam_access_key" "terraform" {
  user = "terraform"
}
