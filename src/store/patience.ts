/** Waits for a job, but not longer than `atMost` milliseconds: a disk that hangs must not keep the program from ending. */
export const patiently = async (job: Promise<unknown>, atMost: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMost);
  });
  try {
    await Promise.race([job, over]);
  } finally {
    clearTimeout(timer);
  }
};
