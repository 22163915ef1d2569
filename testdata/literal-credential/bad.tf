resource "aws_bedrockagentcore_api_key_credential_provider" "search" {
  name    = "search"
  api_key = "1dRnOtKRzL0iRtMIodMaxRrd08CVfAfqJ6BeeO4F"
}
