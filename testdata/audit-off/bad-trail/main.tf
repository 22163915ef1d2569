resource "aws_cloudtrail" "agents" {
  name           = "agents"
  s3_bucket_name = "acme-trail"
  enable_logging = false
}
