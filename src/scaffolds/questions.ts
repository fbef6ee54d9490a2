import { say } from '../text.ts';
import type { Cloud } from './infrastructure.ts';
import type { Project } from './project.ts';
import type { Question } from './scaffold.ts';

/** CI systems that workflows are written for. */
export type CiSystem = 'github' | 'gitlab' | 'azure';

/** Those systems by the names that workflows have here. */
export const systemByName: Readonly<Record<string, CiSystem>> = {
  'GitHub Actions': 'github',
  'GitLab CI': 'gitlab',
  'Azure Pipelines': 'azure',
};

/** The steps that set up Python and the project, one template for each CI system. */
export const setupTemplates = ['setup/github.yml', 'setup/gitlab.yml', 'setup/azure.yml'] as const;

/** The CI system: the one that is used already, else that of the host. */
export function ciQuestion({ ci, host }: Project): Question {
  const value = ci.map((name) => systemByName[name]).find(Boolean) ?? systemByName[host ?? ''];
  return {
    key: 'ci',
    prompt: say`CI system`,
    choices: [
      { value: 'github', detail: say`GitHub Actions` },
      { value: 'gitlab', detail: say`GitLab CI` },
      { value: 'azure', detail: say`Azure Pipelines` },
    ],
    ...(value && { value }),
  };
}

/** Python versions that are maintained. https://devguide.python.org/versions/ */
export const pythonVersions = ['3.14', '3.13', '3.12', '3.11'] as const;

/** The version of Python, where no file says it. */
export const pythonQuestion = ({ python }: Project): Question => ({
  key: 'python',
  prompt: say`Version of Python`,
  choices: (python
    ? [python, ...pythonVersions.filter((version) => version !== python)]
    : pythonVersions
  ).map((value) => ({ value })),
  value: python ?? '3.13',
  open: true,
});

/** Libraries that compute on GPUs of NVIDIA and nowhere else, and calls that ask for one. */
const gpuLibrary =
  /^(cupy|cudf|cuml|cugraph|cuspatial|pycuda|numba\.cuda|tensorrt|torch_tensorrt|flash_attn|xformers|bitsandbytes|vllm|triton|apex|pynvml|deepspeed|transformer_engine)\b/;
const gpuCall = /(^|\.)cuda(\(\)|\.|$)|^tensorflow\.config\..*(gpu|physical_devices)|^tensorflow\.device$/i;

/** Whether code computes on a GPU, as far as it says so. */
const usesGpu = ({ modules }: Project): boolean =>
  modules.some(
    ({ imports, calls }) =>
      imports.some(({ module }) => gpuLibrary.test(module)) ||
      calls.some(
        ({ name, arguments: given }) =>
          gpuCall.test(name) ||
          (/\.(device|to)$/.test(name) && given.some(({ text }) => /\bcuda\b/.test(text))),
      ),
  );

/** What an image computes on. */
export const hardwareQuestion = (project: Project): Question => ({
  key: 'hardware',
  prompt: say`What the image computes on`,
  choices: [
    { value: 'cpu', detail: say`the CPU alone` },
    { value: 'cuda', detail: say`GPUs of NVIDIA, by CUDA` },
  ],
  value: usesGpu(project) ? 'cuda' : 'cpu',
});

/** Packages that tell the cloud. */
const packages: Readonly<Record<Cloud, readonly string[]>> = {
  aws: ['boto3', 'sagemaker', 's3fs', 'awswrangler'],
  azure: ['azure-ai-ml', 'azureml-core', 'azureml-mlflow', 'azure-identity', 'azure-storage-blob', 'adlfs'],
  google: ['google-cloud-aiplatform', 'google-cloud-storage', 'google-cloud-bigquery', 'gcsfs'],
};

/** The cloud: that of the infrastructure, else the only one whose packages are used. */
export function cloudQuestion({ declares }: Project, defined: Cloud | undefined): Question {
  const used = (Object.keys(packages) as Cloud[]).filter((cloud) => packages[cloud].some(declares));
  const value = defined ?? (used.length === 1 ? used[0] : undefined);
  return {
    key: 'cloud',
    prompt: say`Cloud`,
    choices: [
      { value: 'aws', detail: say`Amazon Web Services` },
      { value: 'azure', detail: say`Microsoft Azure` },
      { value: 'google', detail: say`Google Cloud` },
    ],
    ...(value && { value }),
  };
}

/** The image that is run, without its tag; the registry of the host, where it has one. */
export function imageQuestion({ slug, host, name }: Project): Question {
  const registries = { 'GitHub Actions': 'ghcr.io', 'GitLab CI': 'registry.gitlab.com' } as const;
  const registry = registries[host as keyof typeof registries];
  const value = registry && slug ? `${registry}/${slug}` : undefined;
  return {
    key: 'image',
    prompt: say`Image, without its tag`,
    choices: [{ value: value ?? `registry.example.com/${name}` }],
    ...(value && { value }),
    open: true,
  };
}

/** What the users of an API were promised. */
export const latencyQuestion: Question = {
  key: 'latency',
  prompt: say`Latency that 95 % of the requests keep to, in milliseconds`,
  choices: ['200', '500', '1000', '3000'].map((value) => ({ value })),
  open: true,
};

/** How often something runs, off the full hour, when everybody's jobs start. */
export const scheduleQuestion: Question = {
  key: 'schedule',
  prompt: say`When it runs, in the syntax of cron`,
  choices: [
    { value: '17 3 * * 1', detail: say`every week` },
    { value: '17 3 * * *', detail: say`every day` },
    { value: '17 3 1 * *', detail: say`every month` },
  ],
  value: '17 3 * * 1',
  open: true,
};

/** The program that an image, or a stage, runs. */
export const scriptQuestion = (
  key: string,
  prompt: Question['prompt'],
  scripts: readonly string[],
): Question => {
  const [only] = scripts;
  return {
    key,
    prompt,
    choices: scripts.map((value) => ({ value })),
    ...(scripts.length === 1 && only !== undefined && { value: only }),
    open: true,
  };
};
