resource "github_repository_deploy_key" "write" {
  repository = "app"
  title      = "release-agent"
  key        = tls_private_key.release.public_key_openssh
  read_only  = false
}

resource "github_repository_deploy_key" "read" {
  repository = "app"
  title      = "mirror"
  key        = tls_private_key.release.public_key_openssh
  read_only  = true
}

# The default is a key that only reads.
resource "github_repository_deploy_key" "unsaid" {
  repository = "app"
  title      = "unsaid"
  key        = tls_private_key.release.public_key_openssh
}

resource "tls_private_key" "release" {
  algorithm = "ED25519"
}

resource "github_workflow_repository_permissions" "write" {
  repository                   = "app"
  default_workflow_permissions = "write"
}

resource "github_workflow_repository_permissions" "read" {
  repository                   = "docs"
  default_workflow_permissions = "read"
}

resource "github_actions_organization_workflow_permissions" "unsaid" {
  organization_slug = "acme"
}
