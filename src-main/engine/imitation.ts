/** @file Devices that are none. */

/** What imitates a GPU on the processor. Not every one of them says that it does. */
const imitations = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

/** Whether a name is that of a device that only imitates a GPU. */
export const isImitation = (name: string): boolean => imitations.test(name);
