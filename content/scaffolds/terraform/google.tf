terraform {
  required_version = ">= 1.11"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 7.0"
    }
  }

  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.region

  default_labels = {
    project     = "<%name%>"
    environment = var.environment
    managed-by  = "terraform"
  }
}

# Data and models: every version is kept, none is public.
resource "google_storage_bucket" "artifacts" {
  name                        = "${var.project}-<%name%>-${var.environment}"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "<%name%>-${var.environment}"
  location      = var.region
  format        = "DOCKER"

  docker_config {
    immutable_tags = true
  }
}

output "artifacts" {
  description = "Bucket of data and models"
  value       = google_storage_bucket.artifacts.name
}

output "images" {
  description = "Name of the image repository"
  value       = google_artifact_registry_repository.images.name
}
