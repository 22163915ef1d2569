resource "vault_jwt_auth_backend" "nomad" {
  path     = "jwt-nomad"
  jwks_url = "https://nomad.example.com/.well-known/jwks.json"
}

resource "vault_jwt_auth_backend_role" "ops" {
  backend         = vault_jwt_auth_backend.nomad.path
  role_name       = "ops"
  bound_audiences = ["vault.io"]
  user_claim      = "nomad_job_id"
  token_policies  = ["ops"]
  token_ttl       = 1800
  token_max_ttl   = 3600
}
