resource "google_service_account" "intake" {
  account_id   = "claims-intake"
  display_name = "Agent that takes claims in"
}

resource "google_service_account" "adjuster" {
  account_id   = "claims-adjuster"
  display_name = "Agent that proposes settlements"
}

resource "google_service_account_iam_member" "intake" {
  service_account_id = google_service_account.intake.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${var.project}.svc.id.goog[claims/intake-agent]"
}

resource "google_service_account_iam_member" "adjuster" {
  service_account_id = google_service_account.adjuster.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${var.project}.svc.id.goog[claims/adjuster-agent]"
}

resource "google_project_iam_member" "model" {
  for_each = {
    intake   = google_service_account.intake.member
    adjuster = google_service_account.adjuster.member
  }

  project = var.project
  role    = "roles/aiplatform.user"
  member  = each.value
}

resource "google_storage_bucket" "claims" {
  name                        = "${var.project}-claims"
  location                    = var.region
  uniform_bucket_level_access = true
}

resource "google_storage_bucket_iam_member" "intake" {
  bucket = google_storage_bucket.claims.name
  role   = "roles/storage.objectCreator"
  member = google_service_account.intake.member
}

resource "google_storage_bucket_iam_member" "adjuster" {
  bucket = google_storage_bucket.claims.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.adjuster.member
}
