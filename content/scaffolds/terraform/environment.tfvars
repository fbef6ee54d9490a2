environment = "<%environment%>"
region      = "<%region%>"
