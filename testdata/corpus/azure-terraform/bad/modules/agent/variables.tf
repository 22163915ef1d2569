variable "name" {
  type = string
}

variable "client_id" {
  type = string
}
