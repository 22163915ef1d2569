variable "webhook_secret" {
  type    = string
  default = ""
}
