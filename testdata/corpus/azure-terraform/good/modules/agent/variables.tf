variable "name" {
  type = string
}

variable "environment" {
  type = string
}

variable "resource_group" {
  type = object({ name = string, location = string })
}

variable "oidc_issuer_url" {
  type = string
}

variable "model_account_id" {
  type = string
}

variable "secret_ids" {
  description = "The secrets that the agent reads, one by one."
  type        = list(string)
  default     = []
}
