storage "consul" {
  address = "127.0.0.1:8500"
  path    = "vault/"
  token   = "6f1d9a37-2c4e-4b8a-9d53-7e0c1f6a8b24"
}

seal "awskms" {
  region     = "eu-central-1"
  secret_key = "tx6ONVLCPWWjjabyFZ8vbqAkBZFEK4lrhqypnKZS"
  kms_key_id = "0b7c9e1d-3f5a-4c2b-8d6e-9a1b2c3d4e5f"
}
