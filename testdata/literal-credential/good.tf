variable "search_key" {
  type      = string
  sensitive = true
}

resource "aws_bedrockagentcore_api_key_credential_provider" "search" {
  name    = "search"
  api_key = var.search_key
}
