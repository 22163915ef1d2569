variable "job_name" {
  type    = string
  default = ""
}

variable "openai_api_key" {
  type    = string
  default = ""
}

variable "webhook_secret" {
  type    = string
  default = "Jv4-mTz8-Ls2q-Wd6k"
}

variable "ttl" {
  type    = string
  default = "720h"
}
