variable "webhook_secret" {
  type    = string
  default = "Jv4-mTz8-Ls2q-Wd6k"
}
