# A file with a path that is none of a policy.
listener "tcp" {
  address = "{{ GetPrivateIP }}:8200"
  tls_disable = true
}

storage "file" {
  path = "/vault/data"
}
