variable "environment" {
  description = "staging or production"
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "The environment is staging or production."
  }
}

variable "region" {
  description = "Where everything lives"
  type        = string
}
<%#google%>

variable "project" {
  description = "Id of the Google Cloud project; TF_VAR_project sets it"
  type        = string
}
<%/google%>
