# Boundary's, whose words are alike.
listener "tcp" {
  purpose     = "api"
  address     = "0.0.0.0:9200"
  tls_disable = true
}

disable_mlock = true
