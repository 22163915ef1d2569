variable "environment" {
  type = string
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "cluster_name" {
  type = string
}

variable "model" {
  description = "The one model that the agents call."
  type        = string
  default     = "anthropic.claude-sonnet-4-20250514-v1:0"
}
