data "aws_iam_policy_document" "objects" {
  statement {
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::*/*"]
  }
}

resource "aws_iam_policy" "objects" {
  name   = "objects"
  policy = data.aws_iam_policy_document.objects.json
}
